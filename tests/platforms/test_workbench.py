from editor_app.platforms import contract, workbench


def test_the_contract_gives_the_workbench_on() -> None:
    for name in ("Composed", "Fit", "Picture", "Workbench"):
        assert getattr(contract, name) is getattr(workbench, name)
