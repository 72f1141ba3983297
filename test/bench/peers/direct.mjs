/** No proxy at all: what origin and load generator take by themselves. */
export const direct = {
  name: 'direct',
  missing: () => null,
  start: async ({ origin }) => ({ proxy: null, ca: origin.ca, child: null }),
};
