import { useForm } from '#app/forms/use-form.ts'
import { Button } from '#app/ui/Button.tsx'
import { Fold } from '#app/ui/FormParts.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { Tag } from '#app/ui/Marks.tsx'
import { ResponsiveTable } from '#app/ui/Table.tsx'
import { counted } from '#app/counted.ts'
import { filteredPath } from './asking-form.ts'
import type { AskedView, ShownRow } from './asking-view.server.ts'

/** As many organisations are shown at once; more are folded. */
const FEW = 12

type Props = { process: { slug: string }; asked: AskedView; mayChange: boolean }

/** Who got which mail and when, and a reminder for those that are chosen. */
export function MailSection({ process, asked, mayChange }: Props) {
  const { answer, values } = useForm('remindPartners')
  const { stand, toRemind, filter, page, pages } = asked
  const rows = asked.rows.filter(({ partnerId }) => partnerId !== null)
  const chosen = answer ? values('responseIds') : toRemind.all ? toRemind.ids : []
  const elsewhere = chosen.filter((id) => !rows.some((row) => row.id === id))
  const here = (more: Record<string, string>) =>
    `${filteredPath(process.slug, filter, { ...(page > 1 ? { pagina: String(page) } : {}), ...more })}#organisaties`
  const canRemind = mayChange && stand === 'open'
  const mayGetOne = ({ state, isArchived }: ShownRow) => canRemind && state !== 'sent' && !isArchived
  return (
    <section className="sm-sec" id="organisaties" aria-labelledby="mail">
      <h2 id="mail">E-mail en herinneringen</h2>
      <p className="soft small">
        Wie nog niet heeft verzonden, krijgt een week en een dag voor de laatste dag vanzelf een herinnering.{' '}
        {canRemind && 'U kunt er ook zelf een sturen, hoogstens één per dag.'}
      </p>
      {canRemind && toRemind.ids.length > 0 && (
        <p className="under-2">
          {counted(toRemind.ids.length, 'organisatie heeft', 'organisaties hebben')} nog niet verzonden.{' '}
          {toRemind.all ? (
            <a href={here({})}>Kies niemand</a>
          ) : (
            <a href={here({ herinner: 'alle' })}>Kies die allemaal</a>
          )}
          {elsewhere.length > 0 && (
            <strong>
              . Ook {elsewhere.length} op een andere bladzijde {elsewhere.length === 1 ? 'is' : 'zijn'} gekozen.
            </strong>
          )}
        </p>
      )}
      <Fold
        summary={`Wie kreeg welke e-mail (${counted(rows.length, 'organisatie', 'organisaties')}${pages > 1 ? ', deze bladzijde' : ''})`}
        open={answer !== null || toRemind.all || rows.length <= FEW}
      >
        <form method="post" noValidate>
          {elsewhere.map((id) => (
            <input key={id} type="hidden" name="responseIds" value={id} />
          ))}
          {toRemind.all && rows.length > FEW && (
            <p className="under-2">
              <Button name="act" value="remindPartners" icon="mail">
                Herinner wie gekozen is
              </Button>
            </p>
          )}
          <div className="pq-mail" key={String(toRemind.all)}>
            <ResponsiveTable
              caption="E-mail per organisatie"
              columns={[{ label: 'Organisatie' }, { label: 'Mensen' }, { label: 'Stand' }, { label: 'E-mail' }]}
              rows={rows.map((row) => ({
                key: row.id,
                cells: [
                  mayGetOne(row) ? (
                    <label className="check pq-choose" htmlFor={`herinner-${row.id}`}>
                      <input
                        className="utrecht-checkbox utrecht-checkbox--html-input"
                        type="checkbox"
                        id={`herinner-${row.id}`}
                        name="responseIds"
                        value={row.id}
                        defaultChecked={chosen.includes(row.id)}
                      />
                      <span>
                        <span className="vh">Herinner </span>
                        {row.name}
                      </span>
                    </label>
                  ) : (
                    row.name
                  ),
                  <People key="mensen" row={row} />,
                  row.says,
                  <Mail key="mail" row={row} />,
                ],
              }))}
            />
          </div>
          {rows.some(mayGetOne) && (
            <p className="gap-3" id="herinner">
              <Button name="act" value="remindPartners" icon="mail">
                Herinner nu
              </Button>
            </p>
          )}
        </form>
      </Fold>
    </section>
  )
}

function People({ row: { people, isArchived } }: { row: ShownRow }) {
  if (isArchived) return <Tag>in het archief</Tag>
  if (people.length === 0) return <span className="soft">niemand meer</span>
  return (
    <>
      {people.map(({ name, isCoordinator }, at) => (
        <span key={at} className="pq-person">
          {name}
          {isCoordinator && <span className="soft"> (coördinator)</span>}
        </span>
      ))}
    </>
  )
}

function Mail({ row: { mail, notInvited, isArchived } }: { row: ShownRow }) {
  return (
    <>
      {mail.length === 0 && <span className="soft">nog niets gestuurd</span>}
      {mail.map(({ kind, on, count, failed, lost }, at) => (
        <span key={at} className="pq-person">
          {kind === 'invited' ? 'uitgenodigd' : 'herinnerd'} op {on}
          {count > 1 && <span className="soft"> ({count} personen)</span>}
          {failed > 0 && (
            <span className="pq-failed">
              <Icon name="alert-triangle" />
              {notThere(failed, lost, count)}
            </span>
          )}
        </span>
      ))}
      {mail.length > 0 && notInvited > 0 && !isArchived && (
        <span className="pq-person soft">
          {counted(notInvited, 'persoon kwam er later bij', 'personen kwamen er later bij')}
        </span>
      )}
    </>
  )
}

/** What did not arrive, and what to do about what is not tried any more. */
function notThere(failed: number, lost: number, count: number): string {
  if (lost === 0) return failed === count ? 'nog niet aangekomen' : `bij ${failed} nog niet aangekomen`
  return `${lost === count ? 'niet aangekomen' : `bij ${lost} niet aangekomen`}: kijk of het e-mailadres in het partnerboek klopt`
}
