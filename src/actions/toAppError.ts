import { AppError } from '#domain/appError.ts';

/** What went wrong as an AppError; what is not one already came from the node or a library reading its answers. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new AppError('nodeGarbage', detail.slice(0, 300), error);
}
