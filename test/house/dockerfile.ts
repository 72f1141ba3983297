/** Reads a Dockerfile: stages of instructions, continued lines joined, comments dropped. */

export interface Instruction {
  /** Upper case: `COPY`. */
  readonly name: string;
  /** `--from=build` → `from` is `build`. */
  readonly flags: Readonly<Record<string, string>>;
  /** What stands after name and flags. */
  readonly text: string;
  /** The exec form, `["node", "dist/cli.js"]`; null: another form. */
  readonly exec: readonly string[] | null;
}

export interface DockerStage {
  readonly image: string;
  /** From `AS`; null: none. */
  readonly name: string | null;
  readonly instructions: readonly Instruction[];
}

const parseExec = (text: string): readonly string[] | null => {
  if (!/^\[.*\]$/s.test(text)) return null;
  const words: unknown = JSON.parse(text);
  return Array.isArray(words) ? words.map(String) : null;
};

const parseInstruction = (line: string): Instruction => {
  const [, name = '', flagText = '', text = ''] = /^(\w+)((?:\s+--[\w-]+=\S+)*)\s*(.*)$/s.exec(line) ?? [];
  const flags = [...flagText.matchAll(/--([\w-]+)=(\S+)/g)].map(([, key = '', value = '']) => [key, value] as const);
  return { name: name.toUpperCase(), flags: Object.fromEntries(flags), text, exec: parseExec(text) };
};

export const parseDockerfile = (source: string): readonly DockerStage[] => {
  const lines = source
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const instructions = lines.map((line) => parseInstruction(line.trim()));
  const starts = instructions.flatMap(({ name }, at) => (name === 'FROM' ? [at] : []));
  return starts.map((start, n) => {
    const [image = '', , name = null] = instructions[start]?.text.split(/\s+/) ?? [];
    return { image, name, instructions: instructions.slice(start + 1, starts[n + 1]) };
  });
};

export const ofKind = (stage: DockerStage, name: string): readonly Instruction[] =>
  stage.instructions.filter((instruction) => instruction.name === name);

/** The exec form of HEALTHCHECK's command, or null. */
export const healthCommand = (stage: DockerStage): readonly string[] | null =>
  ofKind(stage, 'HEALTHCHECK').map(({ text }) => parseExec(text.replace(/^CMD\s+/, '')))[0] ?? null;

/** What a COPY takes, and where to. */
export const copied = ({ text }: Instruction): { readonly from: readonly string[]; readonly to: string } => {
  const paths = text.split(/\s+/);
  return { from: paths.slice(0, -1), to: paths.at(-1) ?? '.' };
};
