// The smallest web host: files below a sub-path, texts gzipped, no directory indexes, no rewriting.

import { createServer } from "node:http";
import path from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
};

/** Serves a site below a sub-path such as `/a/b/`. Whoever asks for it calls `close` in the end. */
export async function serve(site, below) {
  const server = createServer(async (request, response) => {
    const file = fileOf(request.url, below);
    const found = file !== undefined && site.has(file);
    const sent = found ? file : "404.html";
    const body = site.has(sent) ? await site.read(sent) : "";
    const type = TYPES[path.extname(sent)] ?? "application/octet-stream";
    const zipped = /^text|json|xml/.test(type) && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
    response.writeHead(found ? 200 : 404, {
      "Content-Type": type,
      "Cache-Control": "no-store",
      ...(zipped ? { "Content-Encoding": "gzip" } : {}),
    });
    response.end(zipped ? gzipSync(body) : body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const top = `http://127.0.0.1:${server.address().port}${below}`;
  return {
    top,
    url: (file) => new URL(file, top).href,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}

function fileOf(address, below) {
  const { pathname } = new URL(address, "http://127.0.0.1");
  return pathname.startsWith(below) ? decodeURIComponent(pathname.slice(below.length)) : undefined;
}
