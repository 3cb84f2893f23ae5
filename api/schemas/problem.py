"""The one shape of everything that goes wrong."""

from pydantic import BaseModel, ConfigDict

from api.schemas import examples


class ErrorBody(BaseModel):
    """What went wrong: a stable code, the problem in words, where it is, and what to do."""

    code: str
    message: str
    place: str
    remedy: str


class ErrorOut(BaseModel):
    """Every answer that is not what was asked for."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.ERROR]})

    error: ErrorBody
