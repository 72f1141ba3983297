/** Code blocks of a Markdown file, in their order. */
export interface CodeBlock {
  /** The heading that it stands under. */
  readonly heading: string;
  /** `sh`, `yaml` … */
  readonly language: string;
  readonly text: string;
}

export const codeBlocks = (markdown: string): readonly CodeBlock[] =>
  [...markdown.matchAll(/^#+ (.*)$|^```(\w+)\n([\s\S]*?)^```$/gm)].reduce<{
    heading: string;
    blocks: readonly CodeBlock[];
  }>(
    ({ heading, blocks }, [, title, language = '', text = '']) =>
      title === undefined ? { heading, blocks: [...blocks, { heading, language, text }] } : { heading: title, blocks },
    { heading: '', blocks: [] },
  ).blocks;
