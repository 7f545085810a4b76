// The Nu HTML checker, a Java program: what it says of pages that a web host serves. Started once for all pages: most
// of its time is its start.

import { execFile } from "node:child_process";
import { promisify } from "node:util";

import vnu from "vnu-jar";

/** Enough for tens of thousands of messages, so that the first run of a faulty template still tells all. */
const OUTPUT_MAX = 512 * 1024 * 1024;

/** What it finds in the pages at these addresses, each message once: `{ page, text }` for `expectNone`. */
export async function complaintsOfChecker(urls) {
  const texts = new Map();
  for (const said of (await askChecker(urls)).filter((said) => !isDataBlock(said))) {
    const { message, url, lastLine, extract } = said;
    const place = `${url && decodeURIComponent(new URL(url).pathname)}:${lastLine}: ${(extract ?? "").replace(/\s+/g, " ")}`;
    texts.set(message, [...(texts.get(message) ?? []), place]);
  }
  return [...texts].map(([message, places]) => ({ page: places[0], text: `${message} (${places.length} times)` }));
}

/**
 * Whether it takes a block of data for a script. The HTML standard leaves such a block before any policy is asked
 * ("prepare the script element": a type that is no script's ends it), and browsers do: that there is no violation
 * over HTTP and from a file is tested on every page.
 */
function isDataBlock({ message, extract }) {
  return message.startsWith("Inline script violates Content Security Policy (meta tag)") && (extract ?? "").includes('<script type="application/ld+json">');
}

/** Its messages as it gives them. Its exit status is 1 when it says anything of weight. */
export async function askChecker(urls) {
  const java = process.env.SHIRUBE_JAVA || "java";
  // It refuses addresses of the machine itself unless told that it is no public service.
  const jar = ["-Dnu.validator.servlet.allow-forbidden-hosts=true", "-jar", String(vnu)];
  const options = ["--stdout", "--exit-zero-always", "--format", "json"];
  const run = promisify(execFile)(java, [...jar, ...options, ...urls], { maxBuffer: OUTPUT_MAX }).catch((error) => {
    if (error.code === "ENOENT") throw new Error(`There is no Java at ${java}. Run tests/run, which installs it on Debian, or set SHIRUBE_JAVA.`);
    throw error;
  });
  const { stdout } = await run;
  return JSON.parse(stdout).messages;
}
