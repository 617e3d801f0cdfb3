"""The stride, drawn: the working hip and both arms in their colours."""

from workbook.drawing.svg import svg
from workbook.library.side import Side, other_side
from workbook.library.stride import Moment, Stride, in_words


def stride_svg(stride: Stride, lead: Side, moment: Moment | None, key: str, style: str = "") -> str:
    """The stride with the working hip and both arms in their colours: one moment, or the whole cycle in motion."""
    drawing = stride.drawing.model_copy(update={"working": lead})
    name = moment.name if moment else "The whole stride"
    says = in_words(moment, lead) if moment else "A runner from the side, arms and legs swinging against each other."
    return svg(drawing, key, name, says, lead, other_side(lead), moment.pose[lead] if moment else None, style=style)
