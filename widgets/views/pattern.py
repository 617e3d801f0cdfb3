"""The Pattern view: the stride, drawn; choose the leading arm and see which hip works and which arm pulls."""

from widgets.pictures.stride_choice import StrideChoice
from widgets.view import Place, View, guarded
from workbook.case import Case


class PatternView(View):
    """Shows one moment of the stride, or the whole of it moving."""

    places = (
        Place(
            "pattern",
            "Pattern",
            "",
            "Push with one arm, pull with the other, and one hip drives. This is what the exercises look like.",
            "more",
            back="more",
        ),
    )

    def __init__(self, case: Case) -> None:
        self.choice = StrideChoice(case.library, self.refresh)
        super().__init__(case, self.choice.asks, self.choice.figure)

    @guarded
    def refresh(self) -> None:
        self.choice.refresh()
