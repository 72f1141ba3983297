/** Rules whose setting is not the domain lists. */
const settings: Readonly<Record<string, string>> = {
  'skip-verification': 'skipVerification',
  'pin-spki': 'certs',
  timeout: 'networkTimeout',
  'concurrency-request': 'concurrency',
  'concurrency-socket': 'concurrency',
  referer: 'version',
};

/** Where in an app file a reader looks for what a rule found: dotted paths, the best first. */
export const settingOf = (rule: string, api: string | null): readonly string[] => {
  const setting = settings[rule];
  if (setting !== undefined) return [setting, 'appid'];
  return [...(api === null ? [] : [`domains.${api}`]), 'domains', 'appid'];
};
