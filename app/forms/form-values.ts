/** The texts that a form sent, by field, to show again when something is wrong. Files are left out. */
export function formValues(form: FormData): Record<string, string> {
  return Object.fromEntries([...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
