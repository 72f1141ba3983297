import type { ServerLooks } from '../check/server-looks.ts';
import { type Connect, connect, type Dialling } from '../upstream/connect.ts';
import { ECHO_HOST, type Echo } from '../upstream/echo.ts';

/** Makes connections for bytes that pass unread (`dial`), and for requests, which the origin inside the gate may answer too (`reach`). */
export const connectsOf = (
  dialling: Dialling,
  echo: Pick<Echo, 'connect'>,
  looks: Pick<ServerLooks, 'look'>,
): { readonly dial: Connect; readonly reach: Connect } => {
  const dial: Connect = (order, cancel) => connect(order, dialling, cancel);
  const reach: Connect = async (order, cancel) => {
    if (order.authority.hostname === ECHO_HOST) return echo.connect();
    const made = await dial(order, cancel);
    if (made.reached?.facts) looks.look(order, made.reached);
    return made;
  };
  return { dial, reach };
};
