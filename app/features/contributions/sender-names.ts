import { isNamedInPublic, type NamedContributor } from './contributor-kind.ts'

type Sender = Pick<NamedContributor, 'kind' | 'name' | 'organisation' | 'namedInPublic'>

/** The names of who sent something that the public does not see: the person behind an organisation, or who is not named. */
export function namesNotPublic(sender: Sender): string[] {
  const shown = isNamedInPublic(sender) ? sender.organisation || sender.name : ''
  return [sender.name, sender.organisation].filter((name) => name !== '' && name !== shown)
}
