"""The HTTP door: thin routes over `coach.services`, one error shape, one page."""
