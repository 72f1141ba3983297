/** What the gate says of a step of the self-test. */
export interface Step {
  readonly ok: boolean;
  /** For people: how it stands, and what to do where it is not well. */
  readonly text: string;
}
