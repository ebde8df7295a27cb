"""The sizes to measure."""


def pytest_addoption(parser):
    parser.addoption(
        "--size",
        type=int,
        action="append",
        help="forums in the map; may be given more than once (1000 and 10000 if not)",
    )


def pytest_generate_tests(metafunc):
    if "size" in metafunc.fixturenames:
        unsaid = [200] if metafunc.config.getoption("benchmark_disable") else [1_000, 10_000]
        metafunc.parametrize("size", metafunc.config.getoption("size") or unsaid)
