import { figures } from './figures.mjs';
import { median } from './statistics.mjs';

/** The gate that the targets are for, and what it is held against. */
const JUDGED = 'mpgate';
const RIVAL = 'squid';

/**
 * Rows of text from the values of all rounds (`rounds[n][peer][measure]`: a result, or `{ error }`), for the measures
 * that were taken. A quick run shows values and judges none.
 */
export const tableOf = ({ rounds, peers, taken, isQuick }) => {
  const others = peers.filter((name) => !['direct', RIVAL, JUDGED].includes(name));
  const head = [
    '',
    ...peers,
    ...(peers.includes(RIVAL) ? ratioHeads(others) : []),
    ...others.map((name) => `${name} : ${JUDGED}`),
  ];
  const rows = figures
    .filter(({ measure }) => taken.includes(measure))
    .map((figure) => rowOf(figure, rounds, peers, others, isQuick));
  return { head: [...head, 'target', ''], rows };
};

const ratioHeads = (others) => [JUDGED, ...others].map((name) => `${name} : ${RIVAL}`);

const rowOf = (figure, rounds, peers, others, isQuick) => {
  const values = new Map(peers.map((name) => [name, valuesOf(figure, rounds, name)]));
  const middle = (name) => (values.get(name)?.length ? median(values.get(name)) : null);
  const ratio = (one, other) =>
    middle(one) !== null && middle(other) ? (middle(one) / middle(other)).toFixed(2) : '–';
  return [
    `${figure.title}, ${figure.unit}`,
    ...peers.map((name) => cell(figure, values.get(name), rounds, name)),
    ...(peers.includes(RIVAL) ? [JUDGED, ...others].map((name) => ratio(name, RIVAL)) : []),
    ...others.map((name) => ratio(name, JUDGED)),
    ...judged(figure, isQuick ? null : middle(JUDGED), middle(RIVAL)),
  ];
};

/** One value for each round in which the measure succeeded. */
const valuesOf = ({ measure, key, added, per = 1 }, rounds, name) =>
  rounds.flatMap((round) => {
    const value = round[name]?.[measure]?.[key];
    const deducted = added ? (name === 'direct' ? null : round.direct?.[measure]?.[key]) : 0;
    return typeof value === 'number' && typeof deducted === 'number' ? [(value - deducted) / per] : [];
  });

/** The median, and how far the rounds went apart. */
const cell = ({ measure, digits }, values, rounds, name) => {
  const failed = rounds.filter((round) => round[name]?.[measure]?.error !== undefined).length;
  const failures = failed > 0 ? `, ${failed} failed` : '';
  if (values.length === 0) return failed > 0 ? 'failed' : '–';
  const [least, most] = [Math.min(...values), Math.max(...values)].map((value) => value.toFixed(digits));
  return `${median(values).toFixed(digits)}${least === most ? '' : ` (${least}–${most})`}${failures}`;
};

const judged = ({ ofSquid, atMost, below, unit }, value, rival) => {
  if (ofSquid !== undefined) {
    const target = `≤ ${ofSquid} × ${RIVAL}`;
    return [target, value === null || !rival ? 'not judged' : verdict(value <= ofSquid * rival)];
  }
  if (atMost !== undefined) return [`≤ ${atMost} ${unit}`, value === null ? 'not judged' : verdict(value <= atMost)];
  if (below !== undefined) return [`< ${below} ${unit}`, value === null ? 'not judged' : verdict(value < below)];
  return ['', ''];
};

const verdict = (isReached) => (isReached ? 'reached' : 'MISSED');

/** Columns of even width, for a terminal. */
export const asText = ({ head, rows }) => {
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => row[at].length)));
  const line = (row) =>
    row.map((text, at) => (at === 0 ? text.padEnd(widths[at]) : text.padStart(widths[at]))).join('  ');
  return [head, ...rows].map((row) => `${line(row).trimEnd()}\n`).join('');
};

export const asMarkdown = ({ head, rows }) => {
  const line = (row) => `| ${row.join(' | ')} |\n`;
  return `${line(head)}|${head.map((_, at) => (at === 0 ? ' --- ' : ' ---: ')).join('|')}|\n${rows.map(line).join('')}`;
};
