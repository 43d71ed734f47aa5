// `npm run bench -- soak [MOST] [SEED]`: each file call of a promoting run fails or ends the process; what is said must be so.
import { bundled } from "../bundled.mjs";
import { root } from "../sources.mjs";

export const soak = ([most = "100000", seed = "1"] = []) => bundled("soak/main.ts", [root, most, seed]);
