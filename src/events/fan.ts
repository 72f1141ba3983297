/** Tells many of one thing, at once and in the order in which they subscribed. */
export interface Fan<T> {
  readonly emit: (value: T) => void;
  /** Returns the call that ends the subscription. */
  readonly subscribe: (listener: (value: T) => void) => () => void;
}

interface Seat<T> {
  readonly listener: (value: T) => void;
  faulted: boolean;
}

/**
 * A listener that throws neither stops the caller nor the listeners after it. It keeps its seat, since one odd value
 * must not end a recording, and its first fault alone is reported, since the next ten thousand say the same.
 */
export const createFan = <T>(onFault: (fault: unknown) => void): Fan<T> => {
  // Replaced and never changed in place: whoever unsubscribes while told disturbs nobody.
  let seats: readonly Seat<T>[] = [];

  const fault = (seat: Seat<T>, reason: unknown): void => {
    if (seat.faulted) return;
    seat.faulted = true;
    onFault(reason);
  };

  return {
    emit: (value) => {
      for (const seat of seats) {
        try {
          seat.listener(value);
        } catch (reason) {
          fault(seat, reason);
        }
      }
    },
    subscribe: (listener) => {
      const seat: Seat<T> = { listener, faulted: false };
      seats = [...seats, seat];
      return () => {
        seats = seats.filter((other) => other !== seat);
      };
    },
  };
};
