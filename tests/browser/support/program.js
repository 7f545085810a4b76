// The program that is tested, and the repository that it belongs to. `SHIRUBE` names the program; without it, the
// release build.

import path from "node:path";
import { fileURLToPath } from "node:url";

export const REPOSITORY = fileURLToPath(new URL("../../../", import.meta.url));
export const PROGRAM = process.env.SHIRUBE || path.join(REPOSITORY, "target/release/shirube");
