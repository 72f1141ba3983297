"""A client of the gate: python-requests. Usage: python-requests.py PROXY CA URL [PROXY_USER[:PASSWORD]]. Prints one line of JSON."""

import json
import sys

import requests

proxy, ca, url = sys.argv[1:4]
if len(sys.argv) > 4:
    user, _, password = sys.argv[4].partition(":")
    proxy = proxy.replace("://", f"://{user}:{password}@")
session = requests.Session()
session.trust_env = False
session.verify = ca
session.proxies = {"http": proxy, "https": proxy}

try:
    got = session.get(url + "/goods", params={"q": "red shoes"}, timeout=20)
    said = {"get": {"status": got.status_code, "body": got.json(), "headers": dict(got.headers)}}
    if got.ok:
        said["post"] = session.post(url + "/orders", json={"id": 7}, timeout=20).json()
        with session.get(url + "/film", stream=True, timeout=20) as film:
            said["streamed"] = sum(len(chunk) for chunk in film.iter_content(65536))
        said["chunked"] = session.put(url + "/log", data=(b"line\n" for _ in range(1000)), timeout=20).json()
except requests.exceptions.RequestException as error:
    said = {"error": type(error).__name__, "text": str(error)}

print(json.dumps(said))
