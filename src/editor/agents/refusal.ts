/** Something that a tool does not do. The message is a sentence for the model and the user. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
