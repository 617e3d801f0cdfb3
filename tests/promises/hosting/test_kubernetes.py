"""The manifests for Kubernetes: each fits the published schema, and they fit each other and the server."""

import re
from pathlib import Path

import kubernetes_validate
import pytest
import yaml

from hosting.serve import metrics
from tests.helpers.serving import ROOT

FOLDER = ROOT / "hosting" / "kubernetes"
KUSTOMIZATION = yaml.safe_load((FOLDER / "kustomization.yaml").read_text(encoding="utf-8"))
OTHERS = {"kustomization.yaml", "prometheus-adapter.yaml"}  # not resources of Kubernetes itself
FILES = sorted(path for path in FOLDER.glob("*.yaml") if path.name not in OTHERS)
RESOURCES = {each["kind"]: each for each in (yaml.safe_load(path.read_text(encoding="utf-8")) for path in FILES)}
POD = RESOURCES["Deployment"]["spec"]["template"]
CONTAINER = POD["spec"]["containers"][0]
CONTAINERFILE = (ROOT / "hosting" / "container" / "Containerfile").read_text(encoding="utf-8")


@pytest.mark.parametrize("version", ["1.30", "1.37"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_fits_the_schema(path: Path, version):
    """Strictly: a misspelt field is an error, as it is not when the cluster ignores it."""
    kubernetes_validate.validate(yaml.safe_load(path.read_text(encoding="utf-8")), version, strict=True)


def test_the_schema_finds_a_misspelt_field():
    """Else the test above says nothing."""
    wrong = {**RESOURCES["PodDisruptionBudget"], "spec": {"maxUnavailible": 1}}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, "1.37", strict=True)


def test_every_file_is_applied():
    """kustomization.yaml names them all."""
    assert sorted(KUSTOMIZATION["resources"]) == [path.name for path in FILES]
    assert [image["name"] for image in KUSTOMIZATION["images"]] == [CONTAINER["image"]]


def test_they_speak_of_the_same_pods_ports_and_host():
    """Selectors, backends and targets lead to the deployment; the host's name stands in each place."""
    labels = POD["metadata"]["labels"]
    spec = {kind: each["spec"] for kind, each in RESOURCES.items()}
    assert spec["Deployment"]["selector"]["matchLabels"] == spec["Service"]["selector"] == labels
    assert spec["PodDisruptionBudget"]["selector"] == spec["NetworkPolicy"]["podSelector"] == {"matchLabels": labels}
    assert POD["spec"]["topologySpreadConstraints"][0]["labelSelector"] == {"matchLabels": labels}
    port = CONTAINER["ports"][0]
    assert [spec["Service"]["ports"][0]["targetPort"], spec["NetworkPolicy"]["ingress"][0]["ports"][0]["port"]] == (
        [port["name"]] * 2
    )
    assert f"PORT={port['containerPort']}\n" in CONTAINERFILE
    paths = spec["Ingress"]["rules"][0]["http"]["paths"]
    service = {"name": RESOURCES["Service"]["metadata"]["name"], "port": {"name": spec["Service"]["ports"][0]["name"]}}
    assert [path["backend"] for path in paths] == [{"service": service}] * len(paths)
    target = spec["HorizontalPodAutoscaler"]["scaleTargetRef"]
    assert (target["kind"], target["name"]) == ("Deployment", RESOURCES["Deployment"]["metadata"]["name"])
    host = spec["Ingress"]["rules"][0]["host"]
    assert spec["Ingress"]["tls"][0]["hosts"] == [host]


def test_the_server_answers_what_they_ask():
    """Probes, the page's addresses, settings and the metric are the server's own."""
    routes = re.findall(r"\{at\}/([\w/]*)", (ROOT / "hosting/serve/guide.py").read_text(encoding="utf-8"))
    probes = {CONTAINER[f"{probe}Probe"]["httpGet"]["path"] for probe in ("startup", "liveness", "readiness")}
    assert probes == {"/healthz", "/readyz"} <= {f"/{route}" for route in routes}
    paths = RESOURCES["Ingress"]["spec"]["rules"][0]["http"]["paths"]
    let_in = [route for route in routes if any(reaches(path, f"/{route}") for path in paths)]
    assert set(routes) - set(let_in) == {"healthz", "readyz", "metrics"}
    settings = (ROOT / "hosting/serve/voila.py").read_text(encoding="utf-8")
    for variable in CONTAINER["env"]:
        assert re.search(rf"^\| {variable['name']} +\|", settings, re.MULTILINE)
    ceiling = int(next(each["value"] for each in CONTAINER["env"] if each["name"] == "CEILING"))
    pods = RESOURCES["HorizontalPodAutoscaler"]["spec"]["metrics"][0]["pods"]
    assert 0 < int(pods["target"]["averageValue"]) < ceiling
    assert pods["metric"]["name"] == metrics.VISITORS.describe()[0].name
    rule = yaml.safe_load((FOLDER / "prometheus-adapter.yaml").read_text(encoding="utf-8"))["rules"]["custom"][0]
    assert rule["name"]["matches"] == pods["metric"]["name"]
    assert f'"{pods["metric"]["name"]}"' in rule["seriesQuery"]


def reaches(path: dict, asked: str) -> bool:
    """Kubernetes' rule: a prefix is whole parts of the address."""
    if path["pathType"] == "Exact":
        return asked == path["path"]
    return f"{asked}/".startswith(f"{path['path'].rstrip('/')}/")


def test_a_replica_has_no_rights_and_writes_nothing_but_tmp():
    """Not root, no privileges, a file system that cannot be written to, no account of the cluster."""
    pod, container = POD["spec"], CONTAINER["securityContext"]
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert f"USER {pod['securityContext']['runAsUser']}:{pod['securityContext']['runAsGroup']}\n" in CONTAINERFILE
    assert container["readOnlyRootFilesystem"] is True
    assert container["allowPrivilegeEscalation"] is False
    assert container["capabilities"] == {"drop": ["ALL"]}
    assert pod["automountServiceAccountToken"] is False
    assert [mount["mountPath"] for mount in CONTAINER["volumeMounts"]] == ["/tmp"]
    assert RESOURCES["NetworkPolicy"]["spec"]["egress"] == []
