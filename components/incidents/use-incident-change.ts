'use client';

import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';

/** A change to one incident: whatever comes of it, the page looks again at what it may have changed. */
export function useIncidentChange<Input, Answer>(
  incidentRef: string,
  change: (input: Input) => Promise<Answer>,
  onDone?: (answer: Answer) => void,
): UseMutationResult<Answer, Error, Input> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (answer) => onDone?.(answer),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['incidents', incidentRef, 'detail'] });
      void queryClient.invalidateQueries({ queryKey: ['incidents', incidentRef, 'timeline'] });
    },
  });
}
