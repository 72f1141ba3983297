import { loadApp } from '../config/load-app.ts';
import { type Suggestion, suggestDomains } from '../config/suggest-domains.ts';
import { readFlows } from '../events/read-flows.ts';
import { seenPlaces } from '../events/seen-places.ts';
import { type Palette, palette } from './palette.ts';
import { print, printJson, tell } from './print.ts';
import { visible, WIDTH, wrap } from './wrap.ts';

interface Options {
  readonly session: string;
  readonly app: string;
  readonly json: boolean;
}

/** Prints what a session says of an app's lists. */
export const suggest = async ({ session, app, json }: Options): Promise<void> => {
  const { policy } = await loadApp(app);
  const places = seenPlaces(policy.appid);
  const { events, unreadable, torn } = await readFlows(session, places.add);
  const broken = unreadable + (torn ? 1 : 0);
  const found = suggestDomains(places.all(), policy);
  if (json) {
    printJson({ version: 1, appid: policy.appid, events, broken, notCounted: places.left(), ...found });
    return;
  }
  if (broken > 0) tell(`${session}: lines that are no events, left out: ${broken}`);
  if (places.left() > 0) tell(`${session}: flows to further places, not counted: ${places.left()}`);
  if (events === 0) tell(`${session} has no events; record a session with "record": { "file": … } in mpgate.json`);
  print(suggestionText(found, palette(process.stdout)));
};

const flowCount = (flows: number): string => `${flows} ${flows === 1 ? 'flow' : 'flows'}`;

const suggestionText = ({ lists, missing, unused, media, never }: Suggestion, colours: Palette): string => {
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    [
      'used but not listed: add to "domains"',
      missing.map(({ list, entry, flows, sure }) =>
        colours.yellow(
          `+ ${list}  ${visible(entry)}  ${flowCount(flows)}${sure === 'unknown' ? ', the API is a guess' : ''}`,
        ),
      ),
    ],
    [
      'seen as images, sounds or films only: add to "media"',
      media.map(({ host, flows }) => colours.yellow(`+ ${visible(host)}  ${flowCount(flows)}`)),
    ],
    ['listed but unused', unused.map(({ list, entry }) => `- ${list}  ${visible(entry)}`)],
    [
      'can never be listed',
      never.flatMap(({ list, url, flows, rule, message, fix }) => [
        colours.red(`✗ ${list}  ${visible(url)}  ${flowCount(flows)}  (${rule})`),
        ...wrap(`${message} ${fix}`, WIDTH - 6).map((line) => `    ${line}`),
      ]),
    ],
  ];
  const shown = sections.filter(([, lines]) => lines.length > 0);
  const texts = shown.map(([title, lines]) => [colours.bold(title), ...lines.map((line) => `  ${line}`)].join('\n'));
  const used = Object.values(lists).flat().length;
  return texts.length === 0 ? `the lists are what was used (${used} hosts)` : texts.join('\n\n');
};
