/** Type and subtype of a `Content-Type`, lower-case, without parameters; null: it has none. */
export const mediaType = (contentType: string | null): string | null => {
  const [type = ''] = contentType?.split(';', 1) ?? [];
  return type.trim().toLowerCase() || null;
};

/** Its charset, lower-case; null: it names none. */
export const charsetOf = (contentType: string | null): string | null =>
  /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType ?? '')?.[1]?.toLowerCase() ?? null;

const TEXT =
  /^(?:text\/|application\/(?:[^/]*\+)?(?:json|xml)$|application\/(?:x-)?javascript$|application\/ecmascript$)/;

/** Whether it is text that a client decodes. */
export const isText = (type: string | null): boolean => type !== null && TEXT.test(type);
