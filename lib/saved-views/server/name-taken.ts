import 'server-only';
import { AppError } from '@/lib/errors';

/** Two views of one person under one name could not be told apart. */
export function nameTaken(name: string): AppError {
  return new AppError('conflict', `a view named ${name} exists`, {
    userMessage: `You have a view named ${name} already. Choose another name.`,
    details: { errors: [{ field: 'name', message: 'is taken by a view of yours' }] },
  });
}
