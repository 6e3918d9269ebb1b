"""python-liquid with our rules: its clock, its files and its way with missing values are closed."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import wraps
from typing import Any

from liquid import BoundTemplate, Environment, RenderContext, Token
from liquid.ast import Node
from liquid.builtin.expressions.primitive import IntegerLiteral, RangeLiteral
from liquid.exceptions import FilterArgumentError, LiquidError, ResourceLimitError
from liquid.expression import Expression
from liquid.parser import get_parser
from liquid.stream import TokenStream
from liquid.undefined import UNDEFINED, Undefined
from liquid.utils import ReadOnlyChainMap

from shopdesk.adapters.templates import liquid_filters, liquid_local
from shopdesk.words import _

_TIME_S = 1.0
_LOOPS = 10_000
_BYTES = 256 * 1024
# of a filter whose result can be as large as the product of what it is given
_PRODUCT = 4 * 1024 * 1024
_MULTIPLYING = frozenset({"replace", "join"})
_FILES = ("include", "render")

# Private use characters stand for the braces until the end, so that a filter that cuts through a
# missing variable's name is noticed.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MISSING = re.compile(f"{_OPEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}")
_MARKS = str.maketrans({_OPEN: "\ufffd", _CLOSE: "\ufffd"})
_NO_BRACES = str.maketrans({"{": None, "}": None, _OPEN: None, _CLOSE: None})

# what the library lets through from the functions that it calls
_FOREIGN = (
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)


class Failed(Exception):
    """The template does not work."""

    def __init__(self, why: str, index: int) -> None:
        super().__init__(why)
        self.why = why
        """As a clause."""
        self.index = index
        """Where in the source, in characters from its start."""


class Unresolved(Undefined):
    """A variable without a value; a filter returns it as it is, except for `default`."""

    __slots__ = ()

    def __str__(self) -> str:
        return f"{_OPEN}{self.name.translate(_NO_BRACES)}{_CLOSE}"


class _Group(dict[str, object]):
    """A dict among the values; a template that prints all of it has forgotten the last part."""

    def __init__(self, entries: Mapping[str, object], name: str) -> None:
        super().__init__(entries)
        self.name = name

    def __str__(self) -> str:
        return str(Unresolved(self.name))


class _Sum(_Group):
    """An amount of money with its currency: printed as the language writes it."""

    def __init__(self, entries: Mapping[str, object], name: str, locale: str) -> None:
        super().__init__(entries, name)
        self._locale = locale

    def __str__(self) -> str:
        try:
            amount, currency = self["amount"], str(self["currency"])
            return liquid_local.written_money(amount, currency, self._locale)
        except ValueError:
            return super().__str__()


class _Context(RenderContext):
    __slots__ = ("_deadline",)

    def __init__(self, template: BoundTemplate, **rest: Any) -> None:
        super().__init__(template, **rest)
        # without the library's own map in the middle, which reads the clock
        self.scope = ReadOnlyChainMap(self.locals, self.globals, self.counters)
        self._deadline = time.monotonic() + _TIME_S

    @property
    def locale(self) -> str:
        """Babel's name for the language that is written; empty when the values name none."""
        return _locale(self.globals)

    def check_time(self) -> None:
        """Raise when the template has had its time."""
        if time.monotonic() > self._deadline:
            raise ResourceLimitError(_("it takes too long"), token=None)

    def get(
        self, path: list[object], *, token: Token | None, default: object = UNDEFINED
    ) -> object:
        """As the library's, but a missing variable knows its whole name."""
        self.check_time()
        found = super().get(path, token=token, default=default)
        # the library gives a hint to what is missing just now; what was assigned before has none
        if isinstance(found, Undefined) and found.hint is not None:
            return Unresolved(".".join(str(part) for part in path), token=token)
        return found


class _Template(BoundTemplate):
    context_class = _Context


class _Environment(Environment):
    loop_iteration_limit = _LOOPS
    local_namespace_limit = _BYTES
    output_stream_limit = _BYTES
    template_class = _Template

    def __init__(self) -> None:
        super().__init__(undefined=Unresolved, autoescape=False)
        for tag in _FILES:
            del self.tags[tag]
        filters = self.filters | liquid_filters.local(self.filters["date"])
        self.filters = {name: _guarded(name, run) for name, run in filters.items()}


def rendered(source: str, values: Mapping[str, object]) -> str:
    """The source filled in; raises `Failed`, and `TypeError` for a value of another kind."""
    locale = _locale(values)
    data = {
        name: _value(value, name, locale) for name, value in values.items() if value is not None
    }
    template = _parsed(source.translate(_MARKS))
    try:
        text = template.render(data)
    except LiquidError as error:
        raise Failed(_why(error), _index(error.token, 0)) from error
    except RecursionError as error:
        raise Failed(_("it is nested too deeply"), 0) from error
    text = _MISSING.sub(r"{{ \1 }}", text)
    if _OPEN in text or _CLOSE in text:
        raise Failed(_("a filter cuts through a variable that has no value"), 0)
    return text


def _parsed(source: str) -> BoundTemplate:
    environment = _Environment()
    stream = None
    try:
        stream = TokenStream(environment.tokenizer()(source))
        template = environment.template_class(environment, get_parser(environment).parse(stream))
    except LiquidError as error:
        here = _index(stream.current, len(source)) if stream else 0
        raise Failed(_why(error), _index(error.token, here)) from error
    except RecursionError as error:
        raise Failed(_("it is nested too deeply"), 0) from error
    for expression in _expressions(template.nodes, template.context_class(template)):
        if isinstance(expression, RangeLiteral) and not _is_short(expression):
            raise Failed(
                _(
                    "a range such as (1..5) must stand between two numbers, {most} apart at most"
                ).format(most=_LOOPS),
                _index(expression.token, 0),
            )
    return template


def _expressions(nodes: Iterable[Node], context: RenderContext) -> Iterator[Expression]:
    for node in nodes:
        for expression in node.expressions():
            yield from _with_parts(expression)
        yield from _expressions(node.children(context, include_partials=False), context)


def _with_parts(expression: Expression) -> Iterator[Expression]:
    yield expression
    for part in expression.children():
        yield from _with_parts(part)


def _is_short(span: RangeLiteral) -> bool:
    # the library makes a list of a range before it looks at its limits
    start, stop = span.start, span.stop
    return (
        isinstance(start, IntegerLiteral)
        and isinstance(stop, IntegerLiteral)
        and int(stop.value) - int(start.value) < _LOOPS
    )


def _guarded(name: str, run: Callable[..., object]) -> Callable[..., object]:
    """The filter, for values that are there and of bearable size."""
    wants_context = getattr(run, "with_context", False)

    @wraps(run)
    def guarded(value: object, *args: object, context: _Context, **options: object) -> object:
        context.check_time()
        if name in ("date", "time") and value in ("now", "today"):
            value = context.get(["now"], token=None)
        given = (value, *args, *options.values())
        if name != "default":
            for one in given:
                if isinstance(one, Unresolved):
                    return one
        if name in _MULTIPLYING and _product(given) > _PRODUCT:
            raise ResourceLimitError(_("its text becomes too large"), token=None)
        if wants_context:
            options["context"] = context
        try:
            # to the library's arithmetic a Decimal is 0, and text is what it looks like
            if name == "default":
                return run(value, *args, **options)
            value, *rest = (_number(one, inside=name == "sum") for one in (value, *args))
            return run(value, *rest, **options)
        except LiquidError:
            raise
        except _FOREIGN as error:
            raise FilterArgumentError(f"{name}: {error}", token=None) from error

    guarded.with_context = True  # type: ignore[attr-defined]  # how the library asks for it
    return guarded


def _product(given: tuple[object, ...]) -> int:
    product = 1
    for one in given:
        if isinstance(one, str | list):
            product *= len(one) + 1
    return product


def _number(value: object, *, inside: bool) -> object:
    if isinstance(value, Decimal):
        return str(value)
    if inside and isinstance(value, list):
        return [_number(entry, inside=True) for entry in value]
    if inside and isinstance(value, dict):
        return {key: _number(entry, inside=True) for key, entry in value.items()}
    return value


def _value(value: object, name: str, locale: str) -> object:
    if value is None or isinstance(value, int | Decimal | datetime):
        return value
    if isinstance(value, date):
        return liquid_local.Day.of(value, locale) if locale else value
    if isinstance(value, str):
        return str(value).translate(_MARKS)
    if isinstance(value, list | tuple):
        return [_value(entry, f"{name}[{n}]", locale) for n, entry in enumerate(value)]
    if isinstance(value, dict):
        entries = {
            str(key): _value(entry, f"{name}.{key}", locale)
            for key, entry in value.items()
            if entry is not None
        }
        if locale and entries.keys() == {"amount", "currency"}:
            return _Sum(entries, name, locale)
        return _Group(entries, name)
    raise TypeError(f"{name}: {type(value).__name__} cannot be filled in")


def _locale(values: Mapping[str, object]) -> str:
    """Babel's name for the language of the values; empty when they name none."""
    language, shop = values.get("language"), values.get("shop")
    country = shop.get("country") if isinstance(shop, dict) else None
    return liquid_local.locale_for(str(language), str(country or "")) if language else ""


def _why(error: LiquidError) -> str:
    return str(error.message or type(error).__name__)


def _index(token: Token | None, otherwise: int) -> int:
    return token.start_index if token is not None and token.start_index >= 0 else otherwise
