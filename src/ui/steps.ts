/** Where a question stands among the others. */
export interface StepPosition {
  /** Counts from 1. */
  readonly step: number;
  readonly totalSteps: number;
  /** There is a question to go back to. */
  readonly canGoBack: boolean;
}

export type StepOutcome = 'next' | 'back' | 'cancel';

/** Asks one question and keeps the answer, which is shown again when the user comes back. */
export type Step = (position: StepPosition) => Promise<StepOutcome>;

/**
 * Walks through questions, forwards and back. `steps` is asked again after each answer, for an answer may add or
 * remove later questions. Resolves with false when the user called it off.
 */
export async function walk(steps: () => readonly Step[]): Promise<boolean> {
  let index = 0;
  for (;;) {
    const all = steps();
    const step = all[index];
    if (step === undefined) {
      return true;
    }
    const outcome = await step({ step: index + 1, totalSteps: all.length, canGoBack: index > 0 });
    if (outcome === 'cancel') {
      return false;
    }
    index += outcome === 'next' ? 1 : -1;
  }
}
