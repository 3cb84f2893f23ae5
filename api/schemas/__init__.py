"""The JSON of the API, as pydantic models; the OpenAPI document is made from these."""
