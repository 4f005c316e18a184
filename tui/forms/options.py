"""The choices of forms, with labels short enough to stand in columns."""

from __future__ import annotations

from store.codes import Channel, Theme, Urgency, YesNoUnknown

_SHORT = {
    Theme.HOARDING: "vervuiling",
    Theme.RENT_ARREARS: "huurachterstand",
    Theme.HOMELESSNESS: "dakloosheid",
    Theme.MILD_DISABILITY: "LVB (beperking)",
    Theme.CONFUSED_BEHAVIOUR: "verward gedrag",
    Theme.CHILD_SAFETY: "veiligheid kinderen",
}


def theme_options() -> list[tuple[str, str]]:
    """Return all themes as (identifier, short Dutch label)."""
    return [(theme.value, _SHORT.get(theme, theme.label)) for theme in Theme]


def channel_options(present: str) -> list[tuple[str, str]]:
    """Return how a signal can come in by hand; "import" only when it did."""
    return [
        (channel.value, channel.label)
        for channel in Channel
        if channel is not Channel.IMPORT or present == channel.value
    ]


def urgency_options() -> list[tuple[str, str]]:
    """Return the urgencies, most urgent first."""
    return [(urgency.value, urgency.label) for urgency in Urgency]


def answer_options() -> list[tuple[str, str]]:
    """Return ja, nee, onbekend."""
    return [(answer.value, answer.label) for answer in YesNoUnknown]
