import { isAppError } from '@/lib/errors';
import { explainFileError } from './refusal';

/** Runs a command to its exit code; a refusal becomes the one sentence it carries, anything else keeps its stack. */
export async function runCommand(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    const sentence = isAppError(error) ? error.userMessage : explainFileError(error, process.cwd());
    console.error(sentence ?? error);
    process.exitCode = 1;
  }
  // The channel to the bootstrap would keep this process alive.
  if (process.connected) process.disconnect();
}
