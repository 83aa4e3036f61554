import { sectionNumber, type PlacedHeading } from './plan.ts'

/** A heading with the number that answers call it by, in a softer colour. */
export function SectionName(section: PlacedHeading) {
  const number = sectionNumber(section)
  return (
    <>
      {number !== '' && <span className="plan-no">{number} </span>}
      {section.heading}
    </>
  )
}
