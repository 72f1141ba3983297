import type { z } from 'zod';

/** What a route says of itself; the OpenAPI document is made of it. */
export interface RouteDoc {
  readonly id: string;
  readonly tag: 'Health' | 'Flows' | 'Session' | 'Apps' | 'Devices' | 'Documents';
  readonly summary: string;
  /** Left out: the token is asked for. */
  readonly isOpen?: true;
  /** Places of the path by name, each with an example. */
  readonly path?: Readonly<Record<string, { readonly about: string; readonly example: string }>>;
  readonly query?: z.ZodObject;
  readonly queryExample?: Readonly<Record<string, string | number>>;
  readonly body?: { readonly types: readonly string[]; readonly shape: z.ZodType; readonly example: object };
  /** Left out: it never answers 201. */
  readonly creates?: true;
  readonly answer: { readonly type: string; readonly shape: z.ZodType; readonly about: string };
  /** Statuses of the problem documents that it answers with, besides those that any route may. */
  readonly faults: readonly number[];
}
