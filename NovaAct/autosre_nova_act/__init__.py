"""AutoSRE's side-car for Nova Act: one job for one process, told by its parent over a private descriptor."""

PROTOCOL = 1
