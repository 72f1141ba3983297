import { download } from './download.mjs';
import { first } from './first.mjs';
import { lat } from './lat.mjs';
import { m1 } from './m1.mjs';
import { tunnels } from './tunnels.mjs';
import { upload } from './upload.mjs';

/**
 * What is measured, by its name for --only. `run` is called in the load generator with a bench: ways to open
 * connections, a meter of the proxy, the origin's ports and the sizes. `isAlone`: wants a proxy that has done nothing yet.
 */
export const measures = { m1, lat, first, download, upload, tunnels };
