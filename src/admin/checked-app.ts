import { parseDocument } from '../config/document.ts';
import { type AppReport, checkApp } from '../config/load-app.ts';
import type { Problem as Mistake } from '../errors.ts';
import type { Policy } from '../model/policy.ts';
import { Problem } from './problem.ts';

/** A text that is nested without end would exhaust the parser. */
const documentOf = (file: string, text: string): ReturnType<typeof parseDocument> => {
  try {
    return parseDocument(file, text);
  } catch (error) {
    if (error instanceof RangeError) throw new Problem(400, 'The text is nested too deeply to be an app file.');
    throw error;
  }
};

const refuse = (status: number, sentence: string, problems: readonly Mistake[]): never => {
  throw new Problem(status, `${sentence} Nothing was changed.`, {}, { problems });
};

/** Where the file of an app is, or would be. */
export interface AppPlace {
  readonly file: string;
  /** Whether there is no such app yet. */
  readonly isNew: boolean;
}

/** The report of a text that can be taken over as the file of an app. Throws Problem with every mistake in it. */
export const checkedApp = async (
  { file, isNew }: AppPlace,
  text: string,
  appid: string,
): Promise<AppReport & { readonly policy: Policy }> => {
  const document = documentOf(file, text);
  if (document.value === undefined) return refuse(400, 'The text is not JSON with comments.', document.problems);
  const report = await checkApp(document);
  const { policy } = report;
  if (report.appid && report.appid.value !== appid) {
    if (isNew) return refuse(404, `No app has this appid, and the file is that of ${report.appid.value}.`, []);
    const message = `this is the file of ${appid}; an appid cannot be changed over the API`;
    const other = { ...report.appid.place, path: 'appid', rule: null, message };
    return refuse(422, 'The file has mistakes.', [...report.problems, other]);
  }
  return policy ? { ...report, policy } : refuse(422, 'The file has mistakes.', report.problems);
};
