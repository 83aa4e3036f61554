import { localPath } from './local-path.ts'

/** Fields of a form that was posted by someone whose session had ended; they travel with the login page. */
export type InterruptedPost = {
  path: string
  fields: [string, string][]
  filesLost: boolean
  passwordLost: boolean
  /** The person is logged in, and has to set up the second step before anything else. */
  needsSecondStep: boolean
}

/** Name of the hidden field of the login form that holds them, as JSON: that keeps every character as it was. */
export const KEPT_FIELD = 'kept'

const MAX_FIELDS = 5000

/** Whether a field may come back in a page: a password never does, nor a recovery code that may still be unused. */
export function mayBeKept(name: string): boolean {
  return !/password|wachtwoord|^current$|^recovery$/i.test(name)
}

/** What was kept, when it has the right form and goes to a page of this site; else null. */
function readInterruptedPost(value: unknown): InterruptedPost | null {
  if (typeof value !== 'object' || value === null || !('path' in value) || !('fields' in value)) return null
  const path = localPath(value.path)
  const fields = value.fields
  if (!path || !Array.isArray(fields) || fields.length > MAX_FIELDS || !fields.every(isField)) return null
  return {
    path,
    fields,
    filesLost: 'filesLost' in value && value.filesLost === true,
    passwordLost: 'passwordLost' in value && value.passwordLost === true,
    needsSecondStep: 'needsSecondStep' in value && value.needsSecondStep === true,
  }
}

function isField(field: unknown): field is [string, string] {
  return Array.isArray(field) && field.length === 2 && field.every((part) => typeof part === 'string')
}

/** What the hidden field of the login form says; null when there is none or it cannot be read. */
export function parseKept(text: FormDataEntryValue | null | undefined): InterruptedPost | null {
  if (typeof text !== 'string' || text === '') return null
  try {
    return readInterruptedPost(JSON.parse(text))
  } catch {
    return null
  }
}

/** What an error page was given when a post was interrupted; null when the error was another. */
export function interruptionOf(data: unknown): { post: InterruptedPost; municipalityName: string } | null {
  if (typeof data !== 'object' || data === null || !('interrupted' in data)) return null
  const post = readInterruptedPost(data.interrupted)
  const name = 'municipalityName' in data && typeof data.municipalityName === 'string' ? data.municipalityName : ''
  return post && { post, municipalityName: name }
}
