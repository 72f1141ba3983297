/** One address of a server, and the name to ask it for. */
export interface ProbeTarget {
  readonly address: string;
  readonly port: number;
  /** For SNI. null: none, as for a host that is an address (RFC 6066, 3). */
  readonly servername: string | null;
}
