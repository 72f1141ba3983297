/** Proxy users for gates of tests. Their hashes are cheap: these passwords are nobody's. */
export const ANNA = { user: 'anna', password: 'secret' };
export const BEN = { user: 'ben', password: 'geheim' };

/** `clients.users` of mpgate.json. */
export const users = {
  anna: '$scrypt$ln=10,r=8,p=1$TySYPtnvTHM2sdXLXGvCsw$0mwEwHipA2JBo0LI3G1+zRPZ8OqrHZZ5Vrg71IeuNNc',
  ben: '$scrypt$ln=10,r=8,p=1$pHJRyEACd6IyBAdSlcAnog$u1AxXAwwgpKvenspgVXOtwF+TzeIjfLkT3sfCcoYL3w',
};

/** Rules that let plain HTTP pass to any host. */
export const LAX = { 'domain-allowlist': 'off', 'domain-per-api': 'off', 'scheme-https-wss': 'off' };
