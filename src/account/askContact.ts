import type { Contact } from '../api/contacts';
import { refusal } from '../ui/gateway';
import { runWizard, textStep, type Step } from '../ui/wizard';
import { contactFields, fieldProblem, type ContactDraft, type ContactField } from './contactFields';
import { fieldPrompt, fieldProblemText } from './contactWords';

/**
 * Asks for one field after another and keeps the answers in `draft`. `contact` is the one that is edited. Resolves
 * with false when called off.
 */
export function askContact(
  title: string,
  draft: ContactDraft,
  contact: Contact | undefined,
): Promise<boolean> {
  const steps = contactFields.map((field) => fieldStep(title, field, draft, contact));
  return runWizard(() => steps);
}

function fieldStep(
  title: string,
  field: ContactField,
  draft: ContactDraft,
  contact: Contact | undefined,
): Step {
  return (position) =>
    textStep(
      position,
      {
        title,
        prompt: fieldPrompt(field),
        value: draft[field],
        remark: (value) => {
          const problem = fieldProblem(field, value, contact);
          return problem === undefined ? undefined : refusal(fieldProblemText(field, problem));
        },
      },
      (value) => {
        draft[field] = value.trim();
      },
    );
}
