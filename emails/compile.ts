import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import mjml2html from 'mjml'
import { emailFolders, fileNameOf } from './folders.ts'
import { isTemplate, messages, type Template } from './messages.ts'
import { keysOf, placeholdersOf } from './placeholders.ts'
import { layout, toPlainText, type MjmlNode } from './plain-text.ts'

/** The Mustache templates of one message. */
export type CompiledEmail = { subject: string; html: string; text: string }

/** Compiles one message. Throws when it is not valid mjml, or uses placeholders that the message does not have. */
export async function compileEmail(name: Template, sourceDir = emailFolders().sources): Promise<CompiledEmail> {
  const file = path.join(sourceDir, `${fileNameOf(name)}.mjml`)
  try {
    return await compileFile(name, file)
  } catch (error) {
    throw new Error(`emails/${path.basename(file)}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}

async function compileFile(name: Template, file: string): Promise<CompiledEmail> {
  const { html, json } = await mjml2html(await readFile(file, 'utf8'), {
    filePath: file,
    ignoreIncludes: false,
    keepComments: false,
    validationLevel: 'strict',
    fonts: {},
  })
  // For a missing shared part mjml itself only leaves a comment.
  if (html.includes('<!-- mj-include')) throw new Error('an <mj-include> names a file that is not there')
  const message: MjmlNode = json
  const compiled = { subject: titleOf(message), html, text: toPlainText(message) }
  const problems = problemsOf(name, compiled)
  if (problems.length > 0) throw new Error(problems.join('; '))
  return compiled
}

/** Compiles every message to `<outDir>/<name>.json` and returns the paths. */
export async function compileEmails(outDir: string, sourceDir = emailFolders().sources): Promise<string[]> {
  const names = Object.keys(messages).filter(isTemplate)
  const known = new Set(names.map((name) => `${fileNameOf(name)}.mjml`))
  const orphans = (await readdir(sourceDir)).filter((file) => file.endsWith('.mjml') && !known.has(file))
  if (orphans.length > 0) throw new Error(`emails/messages.ts knows nothing of ${orphans.join(', ')}`)
  const compiled = await Promise.all(names.map(async (name) => [name, await compileEmail(name, sourceDir)] as const))
  await mkdir(outDir, { recursive: true })
  return Promise.all(
    compiled.map(async ([name, email]) => {
      const file = path.join(outDir, `${fileNameOf(name)}.json`)
      // A worker that is reading gets the old file or the new one, never half of one.
      await writeFile(`${file}.new`, JSON.stringify(email))
      await rename(`${file}.new`, file)
      return file
    }),
  )
}

function problemsOf(name: Template, { subject, html, text }: CompiledEmail): string[] {
  const known = messages[name]
  // Mjml repeats the title in the page, so the page holds the placeholders of the subject too.
  const parts = { subject, html, text: withoutLayout(text) }
  return Object.entries(parts).flatMap(([part, template]) => {
    const { used, unknown, unsafe } = placeholdersOf(template, known)
    const unused = part === 'subject' ? [] : keysOf(known).filter((key) => !used.has(key))
    return [
      ...unknown.map((key) => `${part} uses {{${key}}}, which the message doesn't know`),
      ...unsafe.map((key) => `${part} puts in ${key} without escaping`),
      ...unused.map((key) => `${part} doesn't use ${key}`),
    ]
  })
}

function withoutLayout(text: string): string {
  return text.replace(new RegExp(`\\{\\{[#/](${Object.keys(layout).join('|')})\\}\\}`, 'g'), '')
}

function titleOf(node: MjmlNode): string {
  const find = (tag: string, among: MjmlNode[] = []) => among.find(({ tagName }) => tagName === tag)
  const title = find('mj-title', find('mj-head', node.children)?.children)?.content?.trim()
  if (!title) throw new Error('A message without <mj-title> has no subject')
  return title
}

if (process.argv[1] === import.meta.filename) {
  const files = await compileEmails(emailFolders().compiled)
  process.stdout.write(`${files.join('\n')}\n`)
}
