import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Template } from './messages.ts'

/**
 * Where the messages lie and where they go compiled. Works from here and from a bundle in build/, which is why it looks
 * for the house itself instead of counting folders.
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
