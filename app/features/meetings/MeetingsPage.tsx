import type { ReactNode } from 'react'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Empty, Tag } from '#app/ui/Marks.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { ResponsiveTable } from '#app/ui/Table.tsx'
import type { MeetingsView } from './meeting-view.server.ts'

type Row = MeetingsView['meetings'][number]

/** The meetings of a process: what is to come, and what has been. */
export function MeetingsPage({
  view: { process, meetings, mayChange },
  head,
}: {
  view: MeetingsView
  head: ReactNode
}) {
  const add = paths.official.meetings.new(process.slug)
  return (
    <Page wrap={false} className="sm-page">
      {head}
      {meetings.length === 0 ? (
        <Empty
          title="Er zijn nog geen bijeenkomsten"
          action={
            mayChange && (
              <ButtonLink variant="primary-action" href={add}>
                Plan een bijeenkomst
              </ButtonLink>
            )
          }
        >
          Plan een avond, een gesprek of een inloopuur. Inwoners melden zich hier aan. Het verslag wordt daarna inbreng.
        </Empty>
      ) : (
        <section className="sm-sec" aria-labelledby="bijeenkomsten">
          <h2 id="bijeenkomsten" className="vh">
            Bijeenkomsten
          </h2>
          {mayChange && (
            <p className="under-3">
              <ButtonLink variant="primary-action" href={add}>
                Plan een bijeenkomst
              </ButtonLink>
            </p>
          )}
          <ResponsiveTable
            caption="Bijeenkomsten, eerst wat nog komt"
            columns={[
              { label: 'Bijeenkomst', kind: 'wide' },
              { label: 'Wanneer' },
              { label: 'Stand' },
              { label: 'Aangemeld' },
            ]}
            rows={meetings.map((meeting) => ({
              key: meeting.id,
              cells: [
                <>
                  <a href={paths.official.meetings.meeting(process.slug, meeting.id)}>{meeting.title}</a>
                  <span className="wk-sub">{meeting.where}</span>
                </>,
                meeting.when,
                <Standing key="stand" meeting={meeting} />,
                <Registered key="aantal" meeting={meeting} />,
              ],
            }))}
          />
        </section>
      )}
    </Page>
  )
}

function Standing({ meeting: { state, label, isPublic, isInvited, hasReport } }: { meeting: Row }) {
  return (
    <>
      <Tag tone={state === 'cancelled' ? 'brick' : state === 'held' ? 'moss' : 'water'}>{label}</Tag>
      <span className="wk-sub">
        {!isPublic ? 'alleen ambtenaren zien dit' : isInvited ? 'op uitnodiging' : 'op de website'}
      </span>
      {hasReport && <span className="wk-sub">verslag in het register</span>}
    </>
  )
}

function Registered({ meeting: { registered, waiting, places, present, state } }: { meeting: Row }) {
  return (
    <>
      {places === null ? registered : `${registered} van ${places}`}
      {waiting > 0 && <span className="wk-sub">{waiting} op de wachtlijst</span>}
      {state === 'held' && present > 0 && <span className="wk-sub">{present} aanwezig</span>}
    </>
  )
}
