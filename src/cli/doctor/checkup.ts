/** One thing that was looked at. `fail`: the gate would not start, or phones could not use it. */
export interface Checkup {
  readonly check: 'settings' | 'port' | 'admin' | 'CA' | 'clock' | 'address' | 'network';
  readonly state: 'ok' | 'warn' | 'fail';
  readonly message: string;
  /** The way out; null: there is nothing to do. */
  readonly fix: string | null;
}
