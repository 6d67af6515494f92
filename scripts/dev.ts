import { runHoldfast } from './lib/run/run-holdfast';
import { runCommand } from './lib/run-command';

await runCommand(() => runHoldfast('dev'));
