// Failing so that the reader knows where and what next.

import assert from "node:assert/strict";

/** More than anyone reads. */
const MOST = 40;

/**
 * Fails when there are complaints.
 * `what` says what is wrong with them, `complaints` are `{ page, text }`, `help` says what to do.
 */
export function expectNone(what, complaints, help) {
  if (complaints.length === 0) return;
  const lines = complaints.slice(0, MOST).map(({ page, text }) => `  ${page}: ${text}`);
  const more = complaints.length > MOST ? [`  … and ${complaints.length - MOST} more`] : [];
  assert.fail([`${what} (${complaints.length})`, ...lines, ...more, `What to do: ${help}`].join("\n"));
}
