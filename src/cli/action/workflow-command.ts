/** In a message: what would end the line, or read as an escape. */
const inMessage = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

/** In a property also what ends it, or the properties. */
const inProperty = (text: string): string => inMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

export type Properties = Readonly<Record<string, string | number>>;

/** A line on stdout that GitHub's runner obeys: `::error file=app.json,line=1::message`. */
export const workflowCommand = (name: string, properties: Properties, message = ''): string => {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${inProperty(String(value))}`);
  return `::${[name, ...(list.length > 0 ? [list.join(',')] : [])].join(' ')}::${inMessage(message)}`;
};
