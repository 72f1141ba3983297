/** `*` stands for any text. Hidden files (editors keep their drafts so) match only a pattern that begins with a dot. */
export const nameMatcher = (pattern: string): ((name: string) => boolean) => {
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  const expression = new RegExp(`^${pattern.startsWith('*') ? '(?!\\.)' : ''}${parts.join('.*')}$`);
  return (name) => expression.test(name);
};
