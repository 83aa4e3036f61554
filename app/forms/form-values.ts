/** The texts that a form sent, by field: what comes back on the screen when something is wrong. Files are left out. */
export function formValues(form: FormData): Record<string, string> {
  return Object.fromEntries([...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
