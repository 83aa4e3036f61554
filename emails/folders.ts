import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Template } from './messages.ts'

/**
 * The folders of the source messages and of the compiled ones. Searches upward for the root of the project, because
 * this file also runs from a bundle in build/.
 */
export function emailFolders(): { sources: string; compiled: string } {
  const root = houseAbove(import.meta.dirname) ?? houseAbove(process.cwd())
  if (!root)
    throw new Error('No package.json with emails beside it, neither above this file nor above the working directory')
  return { sources: path.join(root, 'emails'), compiled: path.join(root, 'build', 'emails') }
}

function houseAbove(start: string): string | null {
  for (let folder = start; ; folder = path.dirname(folder)) {
    const holdsMessages = existsSync(path.join(folder, 'emails')) || existsSync(path.join(folder, 'build', 'emails'))
    if (holdsMessages && existsSync(path.join(folder, 'package.json'))) return folder
    if (folder === path.dirname(folder)) return null
  }
}

/** passwordReset -> password-reset */
export function fileNameOf(name: Template): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
