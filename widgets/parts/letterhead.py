"""The letterhead: whose guide this is, how it looks, and what holds on every day."""

from base64 import b64encode
from html import escape

from widgets.controls.script import styles
from widgets.parts.citation import cite
from workbook.drawing import svg
from workbook.library import Library
from workbook.library.colour import for_dark
from workbook.library.records import Clinic

_HEAD = """<header class="guide-header">{clinic}<h1>Strength Guide for Runners</h1></header>"""
_FOUND = (
    ("New runners who did hip and trunk work under a physio's eye had fewer overuse injuries.", ("LEPPANEN2024",)),
    ("All trials together show no clear effect on injuries; those in which somebody watched did.", ("WU2024",)),
    ("First-time marathon runners who trained alone with videos had as many as others.", ("TORESDAHL2020",)),
    ("Six weeks made hips stronger, and did not change how their owners ran.", ("WILLYDAVIS2011",)),
    (
        "Runners saved energy after heavy, fast or jumping work two or three times a week. This is lighter work.",
        ("BLAGROVE2018", "BALSALOBRE2016"),
    ),
)
"""What trials found, and their sources."""
_IMAGES = {"svg": "svg+xml", "png": "png", "jpg": "jpeg"}


def head(library: Library) -> str:
    """The page's head, with whose guide it is where a clinic's overlay says so."""
    clinic, parts = library.clinic, []
    if library.logo and clinic.logo:
        kind = _IMAGES[clinic.logo.rpartition(".")[2]]
        source = f"data:image/{kind};base64,{b64encode(library.logo).decode()}"
        parts.append(f"<img src='{source}' alt='{'' if clinic.name else 'Logo'}'>")
    lines = [f"<b>{escape(clinic.name)}</b>"] if clinic.name else []
    lines += [escape(clinic.says)] if clinic.says else []
    parts += [f"<span>{'<br>'.join(lines)}</span>"] if lines else []
    return _HEAD.format(clinic=f"<div class='guide-clinic'>{''.join(parts)}</div>" if parts else "")


def _clinic_style(clinic: Clinic) -> str:
    """The clinic's colours over those of tokens.css, which holds the rest."""
    if not clinic.colours:
        return ""
    light, dark = (
        "".join(f"--{name}: {shade(colour)};" for name, colour in clinic.colours.items()) for shade in (str, for_dark)
    )
    return f"<style>:root {{{light}}} @media screen and (prefers-color-scheme: dark) {{:root {{{dark}}}}}</style>"


def every_day(library: Library) -> str:
    """What holds on every day: the pain rule, and what this page is not."""
    rule = library.check_in.pain_rule
    promises = f"<ul>{''.join(f'<li>{says} <small>{cite(known, library)}</small></li>' for says, known in _FOUND)}</ul>"
    lines = "".join(f"<li>{escape(line)}</li>" for line in rule.sentences)
    return (
        "<aside class='safety' aria-label='Safety'><details><summary>Not a diagnosis. Stop at pain over "
        f"{rule.amber_to}, and at any in a bone.</summary>"
        f"<ul>{lines}<li>Under 18: with a parent or guardian who agrees and a qualified coach, technique before load."
        "</li></ul><p>This page is not a diagnosis and takes the place of nobody who can examine you. It promises "
        f"neither fewer injuries nor faster running.</p><details><summary>Why it promises neither</summary>{promises}"
        "</details><p>No clinician has reviewed its texts yet. "
        f"<small>Pain rule: our own, built on {cite(rule.sources, library)}.</small></p></details></aside>"
    )


def style(clinic: Clinic) -> str:
    """All styles of the page as `style` elements."""
    return "".join(f"<style>{text}</style>" for text in (styles(), svg.STYLE)) + _clinic_style(clinic)
