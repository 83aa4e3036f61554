import { listed } from '#app/features/rankings/publication/counts-in-words.ts'
import { useForm } from '#app/forms/use-form.ts'
import { Button, Buttons, ButtonLink } from '#app/ui/Button.tsx'
import { Checkboxes } from '#app/ui/Choices.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { StatusMessage } from '#app/ui/FormParts.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import type { PrepareView } from './clerk-view.server.ts'
import { count } from './what-decides.ts'

const says: Record<string, string> = {
  changeGroup: 'De groep is bewaard.',
  addGroup: 'De groep is er. Kies wie erin zitten.',
  removeGroup: 'De groep is weg.',
}

/** Who rank together: the groups, one of them open to change, and who is in none. */
export function GroupsSection({ prepare, done }: { prepare: PrepareView; done: string }) {
  const { groups, openGroup, noGroup, hasMembers, seen } = prepare
  const adding = useForm('addGroup', { seen: seen.groups })
  return (
    <section className="sm-sec" id="groepen" aria-labelledby="groepen-kop">
      <div className="sm-sec__head">
        <h2 id="groepen-kop" className="read">
          Groepen
        </h2>
        {groups.length > 0 && <span className="small soft">{count(groups.length, 'groep', 'groepen')}</span>}
      </div>
      {says[done] && <StatusMessage>{says[done]}</StatusMessage>}
      {groups.length === 0 ? (
        <Empty title="Wie maken samen een lijst?" level={3}>
          Maak een groep en kies de raadsleden die erin zitten. Een raadslid zit in één groep.
        </Empty>
      ) : (
        <ul className="ck-list">
          {groups.map((group) => (
            <li
              key={group.id}
              id={`groep-${group.id}`}
              className={openGroup?.id === group.id ? 'is-open' : 'ck-list__group'}
            >
              {openGroup?.id === group.id ? (
                <ChangeGroup open={openGroup} hasList={group.hasList} hasMembers={hasMembers} />
              ) : (
                <>
                  <div>
                    <p className="ck-list__name">{group.name}</p>
                    <p className="small soft">
                      {group.members.length === 0
                        ? 'Nog niemand'
                        : `${count(group.members.length, 'lid', 'leden')}: ${group.members.join(', ')}`}
                      {group.hasList && '. Er is al een lijst ingelezen.'}
                    </p>
                  </div>
                  <a className="ck-list__act" href={`?groep=${group.id}#groep-${group.id}`}>
                    Wijzig<span className="vh"> {group.name}</span>
                  </a>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {groups.length > 0 && hasMembers && (
        <p className="gap-2 small">
          {noGroup.length === 0 ? (
            'Alle raadsleden zitten in een groep.'
          ) : (
            <>
              <b>Nog in geen groep ({noGroup.length}):</b> {listed(noGroup)}.
            </>
          )}
        </p>
      )}
      {!hasMembers && (
        <p className="gap-2 small soft">
          Er zijn nog geen accounts van raadsleden. Een beheerder van de gemeente nodigt hen uit. Een groep zonder leden
          kan ook: u vult haar lijst dan zelf in.
        </p>
      )}
      <form method="post" className="ck-inline gap-3" noValidate>
        <input type="hidden" name="seen" value={adding.value('seen')} />
        <TextInput {...adding.field('name')} id="nieuwe-groep" label="Nieuwe groep" maxLength={60} />
        <Button name="act" value="addGroup">
          Maak deze groep
        </Button>
      </form>
    </section>
  )
}

function ChangeGroup({
  open,
  hasList,
  hasMembers,
}: {
  open: NonNullable<PrepareView['openGroup']>
  hasList: boolean
  hasMembers: boolean
}) {
  const { answer, value, values, field } = useForm('changeGroup', { name: open.name, seen: open.seen })
  const chosen = answer
    ? values('memberIds')
    : open.choices.filter(({ isIn }) => isIn).map(({ accountId }) => accountId)
  return (
    <form method="post" className="form" noValidate>
      <input type="hidden" name="groupId" value={open.id} />
      <input type="hidden" name="seen" value={value('seen')} />
      <TextInput {...field('name')} id="groep-naam" label="Naam van de groep" maxLength={60} />
      {hasMembers && (
        <div className="ck-members">
          <Checkboxes
            name="memberIds"
            legend="Wie zitten in deze groep?"
            description="Wie al in een andere groep zit, gaat met een vinkje over naar deze."
            optional
            choices={open.choices.map(({ accountId, name, elsewhere }) => ({
              value: accountId,
              label: name,
              more: elsewhere && `nu in ${elsewhere}`,
            }))}
            values={chosen}
          />
        </div>
      )}
      {hasList && (
        <p className="sm-note">Deze groep heeft al een lijst. Haalt u de groep weg, dan is ook die lijst weg.</p>
      )}
      <Buttons>
        <Button name="act" value="changeGroup">
          Bewaar
        </Button>
        <ButtonLink variant="quiet" href={`?#groep-${open.id}`}>
          Laat zo
        </ButtonLink>
        <Button variant="danger" name="act" value="removeGroup">
          Haal weg<span className="vh">: {open.name}</span>
        </Button>
      </Buttons>
    </form>
  )
}
