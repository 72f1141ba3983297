import { UsageError } from '../../errors.ts';
import { failure } from '../failure.ts';
import { print } from '../print.ts';
import { workflowCommand } from './workflow-command.ts';

/** Runs a step of the action; what goes wrong is an annotation, and an exit code as the command line has it. */
export const runStep = async (step: () => Promise<void>): Promise<void> => {
  try {
    await step();
  } catch (error) {
    const { exitCode, text } = failure(error, null, process.env.MPGATE_DEBUG === '1');
    const message = error instanceof UsageError ? error.message : text.replace(/^mpgate: /, '');
    print(workflowCommand('error', { title: 'mpgate' }, message));
    process.exitCode = exitCode;
  }
};
